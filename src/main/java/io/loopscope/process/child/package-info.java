/** What a process does because another one started it, or sends it work. */
@NullMarked
package io.loopscope.process.child;

import org.jspecify.annotations.NullMarked;

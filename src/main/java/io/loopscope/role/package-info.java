/** What is this process, of all that one jar can be? */
@NullMarked
package io.loopscope.role;

import org.jspecify.annotations.NullMarked;

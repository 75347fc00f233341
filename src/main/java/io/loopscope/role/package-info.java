/** Which role does this process have? */
@NullMarked
package io.loopscope.role;

import org.jspecify.annotations.NullMarked;

/** How settings are validated at start. */
@NullMarked
package io.loopscope.setting;

import org.jspecify.annotations.NullMarked;

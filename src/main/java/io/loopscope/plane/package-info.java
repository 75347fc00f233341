/** Which event loops serve which port, so that the console outlives a starved service. */
@NullMarked
package io.loopscope.plane;

import org.jspecify.annotations.NullMarked;

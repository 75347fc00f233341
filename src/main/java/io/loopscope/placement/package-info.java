/** Where does a piece of work run? The only package that names a scheduler. */
@NullMarked
package io.loopscope.placement;

import org.jspecify.annotations.NullMarked;

/** What the container image needs besides the program: the training of its AOT cache. */
@NullMarked
package io.loopscope.image;

import org.jspecify.annotations.NullMarked;

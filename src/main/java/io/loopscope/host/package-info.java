/** What machine is this, and what CPU time did it keep from us? */
@NullMarked
package io.loopscope.host;

import org.jspecify.annotations.NullMarked;

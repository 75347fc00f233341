/** The sockets of this process and what the kernel queues for them. */
@NullMarked
package io.loopscope.socket;

import org.jspecify.annotations.NullMarked;

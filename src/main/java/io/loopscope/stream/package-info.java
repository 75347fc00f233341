/** Long-lived connections: server-sent events, WebSocket, zero-copy files. */
@NullMarked
package io.loopscope.stream;

import org.jspecify.annotations.NullMarked;

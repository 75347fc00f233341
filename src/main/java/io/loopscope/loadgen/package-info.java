/**
 * How does the service behave under load? An HTTP load generator with open and closed models that
 * times every request from its planned send, and reports when its own result is not valid. This
 * package is the contract of its clients; {@code engine} sends the load, {@code web} serves it.
 *
 * <p>Why none of the existing generators: Gatling 3.15.1 starts its clock when a request is sent
 * (whole milliseconds, {@code GatlingHttpListener.onSend}), keeps no histogram to merge, and runs
 * as a separate program with Scala and a report whose license is not open. Hyperfoil has the
 * watchdogs and the histograms this package learned from; its newest release on Maven Central
 * (0.25.2) is bound to Vert.x 4.3 and so to Netty 4.1 beside the 4.2 of this service, and a send
 * that found no free session loses its planned time. Neither pins connections to the server's loops
 * or holds ten thousand of them open as a measurement. wrk2 has the right clock, but is a C program
 * without watchdogs.
 */
@NullMarked
package io.loopscope.loadgen;

import org.jspecify.annotations.NullMarked;

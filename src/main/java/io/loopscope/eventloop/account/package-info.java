/** What did the kernel and the JVM do with a loop's thread meanwhile? Accounts of time. */
@NullMarked
package io.loopscope.eventloop.account;

import org.jspecify.annotations.NullMarked;

/** What can go wrong in terms of the domain; only {@code http} knows its HTTP status. */
@NullMarked
package io.loopscope.failure;

import org.jspecify.annotations.NullMarked;

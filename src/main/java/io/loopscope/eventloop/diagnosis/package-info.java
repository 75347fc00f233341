/** Why was a loop blocked, by what, and what helps? Stacks, causes, culprits, advice. */
@NullMarked
package io.loopscope.eventloop.diagnosis;

import org.jspecify.annotations.NullMarked;

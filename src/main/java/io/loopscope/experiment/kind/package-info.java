/** The experiments: each a question, its arms, what is expected, and the rule of its verdict. */
@NullMarked
package io.loopscope.experiment.kind;

import org.jspecify.annotations.NullMarked;

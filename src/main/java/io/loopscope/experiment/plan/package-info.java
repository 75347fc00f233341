/** What is an experiment? A question, the arms that answer it, and the rule of its verdict. */
@NullMarked
package io.loopscope.experiment.plan;

import org.jspecify.annotations.NullMarked;

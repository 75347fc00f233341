/** How is an experiment asked for? The console's endpoints. */
@NullMarked
package io.loopscope.experiment.web;

import org.jspecify.annotations.NullMarked;

/** How does a caller run experiments? The endpoints of the console. */
@NullMarked
package io.loopscope.experiment.web;

import org.jspecify.annotations.NullMarked;

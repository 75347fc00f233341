/** How is an experiment read? As text, Markdown and CSV. */
@NullMarked
package io.loopscope.experiment.report;

import org.jspecify.annotations.NullMarked;

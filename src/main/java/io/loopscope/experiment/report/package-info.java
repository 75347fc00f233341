/** What did an experiment measure and find? The records, and their text, Markdown and CSV. */
@NullMarked
package io.loopscope.experiment.report;

import org.jspecify.annotations.NullMarked;

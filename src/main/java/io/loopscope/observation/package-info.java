/** What did the service itself measure, beside the measurements of its clients? */
@NullMarked
package io.loopscope.observation;

import org.jspecify.annotations.NullMarked;

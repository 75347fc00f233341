/** What did the service see of itself meanwhile? Its own clocks, beside those of its clients. */
@NullMarked
package io.loopscope.observation;

import org.jspecify.annotations.NullMarked;

/** Where do blocks and readings go? Metrics, log, Flight Recorder, application events, endpoint. */
@NullMarked
package io.loopscope.eventloop.export;

import org.jspecify.annotations.NullMarked;

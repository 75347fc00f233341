/** Traces over OTLP, enabled by one property of Spring Boot. */
@NullMarked
package io.loopscope.trace;

import org.jspecify.annotations.NullMarked;

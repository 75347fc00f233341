/** Traces over OTLP: all of them or nothing of them, by one property of Spring Boot's. */
@NullMarked
package io.loopscope.trace;

import org.jspecify.annotations.NullMarked;

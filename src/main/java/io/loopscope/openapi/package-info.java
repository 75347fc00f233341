/** What the API looks like to a machine: {@code /api/openapi}. */
@NullMarked
package io.loopscope.openapi;

import org.jspecify.annotations.NullMarked;

/** How every endpoint reads a request and answers it: parameters, limits, problems, plain text. */
@NullMarked
package io.loopscope.http;

import org.jspecify.annotations.NullMarked;

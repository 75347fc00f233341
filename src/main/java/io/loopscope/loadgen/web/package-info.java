/** How does a caller run load? The endpoints of a load generator. */
@NullMarked
package io.loopscope.loadgen.web;

import org.jspecify.annotations.NullMarked;

/** How is a load generator asked? The endpoints of its role, and what it accepts. */
@NullMarked
package io.loopscope.loadgen.web;

import org.jspecify.annotations.NullMarked;

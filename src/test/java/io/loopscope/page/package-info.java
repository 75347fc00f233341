/** The console's page in a real browser. */
@NullMarked
package io.loopscope.page;

import org.jspecify.annotations.NullMarked;

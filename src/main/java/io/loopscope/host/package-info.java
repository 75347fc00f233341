/** On which machine does this process run, and how much CPU time did it withhold? */
@NullMarked
package io.loopscope.host;

import org.jspecify.annotations.NullMarked;

/** The plane that survives: it tells what happens to the service, from loops of its own. */
@NullMarked
package io.loopscope.console;

import org.jspecify.annotations.NullMarked;

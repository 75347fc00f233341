/**
 * Many remote calls, one answer: what asyncio calls gather, wait, shield and so on, over real HTTP.
 */
@NullMarked
package io.loopscope.io;

import org.jspecify.annotations.NullMarked;

/** Ways to block a loop whose truth is known, and what is made of the monitor's answers to them. */
package io.loopscope.accuracy;

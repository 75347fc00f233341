/**
 * Do README and docs say what is so? Links, commands, the picture of the modules, names of types.
 */
package io.loopscope.docs;

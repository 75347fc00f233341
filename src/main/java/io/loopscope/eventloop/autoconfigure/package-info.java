/** How does a Spring Boot service get the monitor? By having it on the class path. */
@NullMarked
package io.loopscope.eventloop.autoconfigure;

import org.jspecify.annotations.NullMarked;

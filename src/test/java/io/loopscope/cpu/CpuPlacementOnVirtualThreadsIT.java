package io.loopscope.cpu;

import org.springframework.test.context.TestPropertySource;

/** The same where Spring would move what it takes for blocking off the loop. */
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class CpuPlacementOnVirtualThreadsIT extends CpuPlacementIT {}

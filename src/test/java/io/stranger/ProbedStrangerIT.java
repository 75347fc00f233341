package io.stranger;

import org.springframework.test.context.TestPropertySource;

/** The same service with the loops that it has: reactor-netty's global ones, which are probed. */
@TestPropertySource(properties = "eventloop.monitor.build-loops=false")
class ProbedStrangerIT extends WatchedStrangerIT {}

package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.diagnosis.WellKnownProblem.either;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.waiting;

import java.util.List;

/** Calls of other services that hold a loop until they have answered. */
final class RemoteCallProblems {
  static final List<WellKnownProblem> ALL =
      List.of(
          waiting(
              "revocation check",
              "sun.security.provider.certpath.",
              "TLS asked a server on the Internet whether a certificate is revoked: turn on OCSP"
                  + " stapling instead, or run TLS tasks on an executor of their own"
                  + " (SslContext's delegated task executor)."),
          either(
              "embedded database",
              "io.r2dbc.h2. org.h2.",
              "H2 runs in this JVM and works on the thread that calls it, also behind R2DBC: use it"
                  + " for tests only, or subscribe on boundedElastic."),
          waiting(
              "JDBC connection pool",
              """
              com.zaxxer.hikari.HikariDataSource.getConnection()
              com.zaxxer.hikari.pool.HikariPool.getConnection()
              org.apache.commons.dbcp2.BasicDataSource.getConnection()
              org.apache.commons.dbcp2.PoolingDataSource.getConnection()
              org.apache.tomcat.jdbc.pool.DataSourceProxy.getConnection()
              oracle.ucp.jdbc.PoolDataSourceImpl.getConnection()
              """,
              "The loop waited for a connection of a JDBC pool: use R2DBC, or do all JDBC work on"
                  + " boundedElastic or virtual threads, so that callers queue there."),
          either(
              "JDBC driver",
              """
              java.sql.DriverManager. org.springframework.jdbc. org.postgresql. com.mysql.
              org.mariadb.jdbc. oracle.jdbc. oracle.net. com.microsoft.sqlserver.jdbc.
              org.hsqldb.jdbc. org.apache.derby. org.sqlite. com.ibm.db2.
              """,
              "A JDBC driver blocks its thread until the database has answered: use R2DBC, or do"
                  + " the JDBC work on boundedElastic or virtual threads."),
          either(
              "blocking client of a store or broker",
              """
              redis.clients.jedis. com.mongodb.client.internal. io.lettuce.core.internal.Futures.
              io.lettuce.core.LettuceFutures.
              org.apache.kafka.clients.producer.KafkaProducer.waitOnMetadata()
              """,
              "A client that waits for its server was called on the loop: use the reactive client"
                  + " of the same store, or call it on boundedElastic or virtual threads."),
          either(
              "blocking HTTP client",
              """
              sun.net.www.protocol.http. sun.net.www.protocol.https.
              jdk.internal.net.http.HttpClientImpl.send()
              jdk.internal.net.http.HttpClientFacade.send() org.springframework.web.client.
              org.apache.http.impl.client. org.apache.hc.client5.http.impl.classic.
              okhttp3.internal.connection.RealCall.execute() okhttp3.RealCall.execute() feign.
              """,
              "A blocking HTTP client holds the loop until the other side has answered: use"
                  + " WebClient, or call it on boundedElastic or virtual threads."),
          either(
              "DNS lookup",
              """
              java.net.InetAddress. java.net.Inet4AddressImpl. java.net.Inet6AddressImpl.
              com.sun.jndi.dns.
              """,
              "The JDK's name lookup blocks until the name server has answered: let reactor-netty"
                  + " resolve names (WebClient's default), or look them up on boundedElastic."),
          waiting(
              "blocking socket",
              """
              java.net.Socket. java.net.ServerSocket. java.net.DatagramSocket.
              sun.nio.ch.NioSocketImpl. sun.nio.ch.SocketChannelImpl. sun.nio.ch.SelectorImpl.
              sun.nio.ch.ServerSocketChannelImpl. sun.nio.ch.DatagramChannelImpl.
              """,
              "A blocking socket was used on the loop: use reactor-netty's TcpClient or HttpClient,"
                  + " or do it on boundedElastic or virtual threads."));

  private RemoteCallProblems() {}
}

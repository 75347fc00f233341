# The image of all roles: LOOPSCOPE_ROLE is lab, service, downstream, worker or loadgen. How it is built where there is
# no Docker, what its options mean, and what it needs to run: docs/operate.md.
ARG BUILD_IMAGE=docker.io/library/eclipse-temurin:25.0.3_9-jdk-noble
ARG RUNTIME_IMAGE=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble

FROM ${BUILD_IMAGE} AS build
# Options for Maven, and where it keeps itself, for builds that cannot download.
ARG MAVEN_ARGS=""
ARG MAVEN_USER_HOME=/root/.m2
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -Dmaven.test.skip -Dspotless.check.skip package
RUN java -Djarmode=tools -jar target/loopscope-*.jar extract --layers --destination layers \
 && mv layers/application/loopscope-*.jar layers/application/loopscope.jar

# Layers from what changes seldom to what changes with every commit.
FROM ${RUNTIME_IMAGE} AS program
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY src/main/image/jvm.options ./
ENV LOOPSCOPE_ROLE=lab \
    SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    LOOPSCOPE_DOWNSTREAM_ADDRESS=0.0.0.0 \
    LOOPSCOPE_EXPERIMENT_DIRECTORY=/tmp/experiments \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs

# By the very JVM, jars and options that will run: a cache fits no others.
FROM program AS training
RUN ["java", "-cp", "loopscope.jar", "io.loopscope.image.AotCacheTraining", "loopscope.aot", "@jvm.options", "-jar", "loopscope.jar"]

FROM program
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Loopscope" \
      org.opencontainers.image.description="Shows, measures and proves what I/O-bound and CPU-bound work do to an event loop." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=training /app/loopscope.aot ./
USER 10001:10001
EXPOSE 8080 8081 8082
ENTRYPOINT ["java", "-XX:AOTCache=loopscope.aot", "@jvm.options", "-jar", "loopscope.jar"]

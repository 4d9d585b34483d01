# The image of the service. Build the jar first: mvn package -DskipTests
FROM eclipse-temurin:17-jre AS layers
COPY app/target/shopledger.jar shopledger.jar
RUN java -Djarmode=tools -jar shopledger.jar extract --layers --destination /layers

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /shopledger shopledger \
 && install --directory --owner=shopledger --group=shopledger --mode=700 /data
WORKDIR /shopledger
# What changes seldom comes first, so that a new version of the service sends its own layer only.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER shopledger
ENV SHOPLEDGER_DATA_DIR=/data
VOLUME /data
EXPOSE 8010
HEALTHCHECK --interval=15s --timeout=10s --start-period=90s --retries=4 CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-jar", "shopledger.jar", "health"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "shopledger.jar"]

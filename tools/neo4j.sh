#!/usr/bin/env bash
# A real Neo4j Community server from the jars on Maven Central, for tests and for trying dealgraph on Neo4j.
# Needs Java 17 or newer and Maven. It listens on 127.0.0.1 alone.
#
#   tools/neo4j.sh start    starts it and prints its address; user neo4j, password NEO4J_PASSWORD
#   tools/neo4j.sh stop     stops it
#   tools/neo4j.sh status   prints its address, or "stopped" and exit code 1
#   tools/neo4j.sh admin …  runs neo4j-admin, such as "admin database import full …" while it is stopped
#   tools/neo4j.sh check    says what has to be installed first, with exit code 2 if anything
#
# Settings, by environment: NEO4J_HOME (.neo4j: data, logs), NEO4J_JARS (~/.cache/dealgraph/neo4j-VERSION: 120 MB),
# NEO4J_PORT (7687), NEO4J_PASSWORD (dealgraph; at least 8 characters), NEO4J_HEAP (1g), NEO4J_WAIT (180 seconds),
# NEO4J_JAVA_OPTIONS (none; -XX:TieredStopAtLevel=1 warms up faster, for tests).
set -euo pipefail

VERSION=5.26.30
HOME_DIR=${NEO4J_HOME:-$(cd "$(dirname "$0")/.." && pwd)/.neo4j}
JARS=${NEO4J_JARS:-$HOME/.cache/dealgraph/neo4j-$VERSION}
PORT=${NEO4J_PORT:-7687}
PASSWORD=${NEO4J_PASSWORD:-dealgraph}
HEAP=${NEO4J_HEAP:-1g}
WAIT=${NEO4J_WAIT:-180}
read -ra JAVA_OPTIONS <<< "${NEO4J_JAVA_OPTIONS:-}"
ADDRESS=bolt://127.0.0.1:$PORT
PID_FILE=$HOME_DIR/run/server.pid

running() { [ -s "$PID_FILE" ] && kill -0 "$(cat "$PID_FILE")" 2> /dev/null; }

check() { # Neo4j 5 runs on Java 17 and 21; newer releases of Debian have no 17
  local version package=openjdk-17-jdk-headless missing=()
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' || true)
  if [ "${version:-0}" -lt 17 ]; then missing+=("Java 17 or newer"); fi
  if ! command -v mvn > /dev/null; then missing+=(Maven); fi
  [ ${#missing[@]} -gt 0 ] || return 0
  if command -v apt-cache > /dev/null && ! apt-cache show "$package" > /dev/null 2>&1; then package=default-jdk-headless; fi
  local needed=${missing[0]}${missing[1]:+ and ${missing[1]}}
  echo "a real Neo4j server needs $needed: sudo apt-get install -y $package maven" >&2
  exit 2
}

fetch_jars() { # all of them or none
  [ -f "$JARS/.complete" ] && return
  local work
  mkdir -p "$(dirname "$JARS")"
  work=$(mktemp -d "$(dirname "$JARS")/fetch.XXXXXX")
  cat > "$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>$VERSION</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>$VERSION</version></dependency>
  </dependencies>
</project>
POM
  mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$work/lib" >&2
  rm -rf "$JARS"
  mv "$work/lib" "$JARS"
  touch "$JARS/.complete"
  rm -rf "$work"
}

admin() {
  NEO4J_HOME=$HOME_DIR NEO4J_CONF=$HOME_DIR/conf java -cp "$JARS/*" org.neo4j.cli.AdminTool "$@"
}

configure() {
  mkdir -p "$HOME_DIR"/{conf,data,import,logs,plugins,run}
  cat > "$HOME_DIR/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$PORT
server.bolt.advertised_address=127.0.0.1:$PORT
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=$HEAP
server.memory.heap.max_size=$HEAP
server.memory.pagecache.size=512m
server.directories.import=import
dbms.usage_report.enabled=false
CONF
  if [ ! -d "$HOME_DIR/data/databases/system" ]; then
    admin dbms set-initial-password "$PASSWORD" >&2
  fi
}

answers() { # whether the server takes queries
  cat > "$HOME_DIR/run/Ping.java" <<'JAVA'
import org.neo4j.driver.*;

public class Ping {
    public static void main(String[] args) throws Exception {
        long end = System.currentTimeMillis() + 1000L * Long.parseLong(args[2]);
        var config = Config.builder().withLogging(Logging.none()).build();
        while (true) {
            try (var driver = GraphDatabase.driver(args[0], AuthTokens.basic("neo4j", args[1]), config);
                 var session = driver.session()) {
                session.run("RETURN 1").consume();
                return;
            } catch (Exception error) {
                boolean gone = !ProcessHandle.of(Long.parseLong(args[3])).map(ProcessHandle::isAlive).orElse(false);
                if (gone || System.currentTimeMillis() > end) {
                    System.err.println(error);
                    System.exit(1);
                }
                Thread.sleep(200);
            }
        }
    }
}
JAVA
  java -cp "$JARS/*" "$HOME_DIR/run/Ping.java" "$ADDRESS" "$PASSWORD" "$WAIT" "$(cat "$PID_FILE")"
}

start() {
  if running; then echo "$ADDRESS"; return; fi
  check
  fetch_jars
  configure
  nohup java "-Xms$HEAP" "-Xmx$HEAP" "${JAVA_OPTIONS[@]}" -XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -Dlog4j2.disable.jmx=true \
    -Djdk.nio.maxCachedBufferSize=1024 -Dio.netty.tryReflectionSetAccessible=true -Dfile.encoding=UTF-8 \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -cp "$JARS/*:$HOME_DIR/plugins/*" \
    org.neo4j.server.CommunityEntryPoint --home-dir="$HOME_DIR" --config-dir="$HOME_DIR/conf" \
    > "$HOME_DIR/logs/console.log" 2>&1 < /dev/null &
  echo $! > "$PID_FILE"
  if ! answers; then
    tail -n 20 "$HOME_DIR/logs/console.log" >&2
    stop
    exit 1
  fi
  echo "$ADDRESS"
}

stop() {
  if running; then
    local pid
    pid=$(cat "$PID_FILE")
    kill "$pid"
    for _ in $(seq 300); do running || break; sleep 0.2; done
    if running; then kill -KILL "$pid"; fi
  fi
  rm -f "$PID_FILE"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  admin) shift; check; fetch_jars; configure; admin "$@" ;;
  check) check ;;
  status) if running; then echo "$ADDRESS"; else echo stopped; exit 1; fi ;;
  *) sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

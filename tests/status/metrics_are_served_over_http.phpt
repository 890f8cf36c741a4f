--TEST--
The master serves metrics, liveness and readiness over HTTP
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->metrics = '127.0.0.1:0';
    $worker->onWorkerStart = function () {
        while (file_exists(__DIR__ . '/wait')) {
            usleep(1000);
        }
    };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$server->wait_for_log('metrics on http://');
wait_for(fn () => get($server, '/readyz')[0] === 'HTTP/1.1 200 OK');
$held = $server->connect();
ask($server, 'hello', $held);

[$line, $headers, $body] = wait_for(fn () => str_contains(($answer = get($server, '/metrics'))[2], 'state="idle"} 2') ? $answer : null);
echo "$line\n$headers[0]\n", $headers[1] === 'Content-Length: ' . strlen($body) ? "as long as it says\n" : "another length\n";
echo $body[-1] === "\n" ? "ends in a newline\n" : "ends badly\n";
preg_match_all('/^crew_messages_total\{worker="[01]"\} (\d+)$/m', $body, $found);
echo array_sum($found[1]), " message\n";
preg_match_all('/^# TYPE (\S+) (\S+)$/m', $body, $types);
preg_match_all('/^([a-z_]+)(?:\{[^}]*\})? [\d.]+$/m', $body, $samples);
echo array_diff($types[1], $samples[1]) === [] && array_diff($samples[1], $types[1]) === [] ? "every sample has its type\n" : "types and samples differ\n";
$comments = substr_count($body, "\n# ") + 1;
echo count($samples[0]) + $comments === substr_count($body, "\n") ? "nothing else\n" : "there is something else:\n$body";

[$line, $headers, $body] = get($server, '/metrics', "accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n");
echo "$headers[0]\n", str_ends_with($body, "\n# EOF\n") ? "with its end\n" : "without its end\n";

foreach (['/livez', '/livez?verbose', '/readyz', '/', '/metricsx'] as $path) {
    [$line, , $body] = get($server, $path);
    echo "$path: $line, $body";
}
echo metrics($server, "HEAD /livez HTTP/1.0\r\n\r\n")[2] === '' ? "HEAD: no body\n" : "HEAD: a body\n";
echo metrics($server, "POST /metrics HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi")[0], "\n";
echo metrics($server, "hello\r\n\r\n")[0], "\n";
echo metrics($server, "GET / HTTP/1.1\r\nX: " . str_repeat('x', 9000))[0], "\n";
echo metrics($server, "GET /livez HTTP/1.1\n\n")[0], " with bare newlines\n";

touch("$server->folder/wait");
send_signal($server->workers(2)[0], SIGKILL);
echo wait_for(fn () => ($line = get($server, '/readyz')[0]) !== 'HTTP/1.1 200 OK' ? $line : null), "\n";
echo get($server, '/livez')[0], "\n";
unlink("$server->folder/wait");
wait_for(fn () => get($server, '/readyz')[0] === 'HTTP/1.1 200 OK');
echo "ready again\n";
$held = null;
$held = $server->connect();
$server->signal(SIGQUIT); /* waits for the connection */
echo wait_for(fn () => ($line = get($server, '/readyz')[0]) !== 'HTTP/1.1 200 OK' ? $line : null), "\n";
$held = null;
$server->wait();
?>
--EXPECT--
HTTP/1.1 200 OK
Content-Type: text/plain; version=0.0.4; charset=utf-8
as long as it says
ends in a newline
1 message
every sample has its type
nothing else
Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8
with its end
/livez: HTTP/1.1 200 OK, alive
/livez?verbose: HTTP/1.1 200 OK, alive
/readyz: HTTP/1.1 200 OK, ready
/: HTTP/1.1 404 Not Found, there is /metrics, /livez and /readyz
/metricsx: HTTP/1.1 404 Not Found, there is /metrics, /livez and /readyz
HEAD: no body
HTTP/1.1 405 Method Not Allowed
HTTP/1.1 400 Bad Request
HTTP/1.1 431 Request Header Fields Too Large
HTTP/1.1 200 OK with bare newlines
HTTP/1.1 503 Service Unavailable
HTTP/1.1 200 OK
ready again
HTTP/1.1 503 Service Unavailable

--TEST--
h2load over HTTP/1.1: many requests over kept connections, pipelined, with and without a body, none of which fails
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v h2load')) {
    die('skip needs h2load');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => $request->rawBody() . '!';
    $worker->start();
    PHP);
file_put_contents("$server->folder/body", str_repeat('x', 999));
foreach (['one by one' => '', 'pipelined' => '-m8', 'with a body' => "-d $server->folder/body"] as $how => $options) {
    $out = shell_exec("h2load --h1 -n300 -c10 -t1 $options http://$server->address/ 2>&1");
    preg_match_all('/^(?:requests: .*|status codes: .*|traffic: .* \((?=\d+\) data)\d+\) data)$/m', $out, $lines);
    echo "$how\n  ", implode("\n  ", preg_replace('/^traffic: .* \(/', '(', $lines[0])), "\n";
}
$server->stop();
?>
--EXPECT--
one by one
  requests: 300 total, 300 started, 300 done, 300 succeeded, 0 failed, 0 errored, 0 timeout
  status codes: 300 2xx, 0 3xx, 0 4xx, 0 5xx
  (300) data
pipelined
  requests: 300 total, 300 started, 300 done, 300 succeeded, 0 failed, 0 errored, 0 timeout
  status codes: 300 2xx, 0 3xx, 0 4xx, 0 5xx
  (300) data
with a body
  requests: 300 total, 300 started, 300 done, 300 succeeded, 0 failed, 0 errored, 0 timeout
  status codes: 300 2xx, 0 3xx, 0 4xx, 0 5xx
  (300000) data

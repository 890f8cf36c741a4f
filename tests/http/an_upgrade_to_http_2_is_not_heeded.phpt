--TEST--
Upgrade: h2c, as nghttp and curl send it, is answered over HTTP/1.1 as if it were not there, and the connection is kept; HTTP/2 at once is 505
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v nghttp') || !shell_exec('command -v curl')) {
    die('skip needs nghttp and curl');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => $request->path() . ' ' . $request->header('upgrade', '-') . "\n";
    $worker->start();
    PHP);
$url = "http://$server->address";
$out = shell_exec("nghttp -nvu $url/nghttp 2>&1 </dev/null");
preg_match('/^HTTP.1.*/m', $out, $status);
preg_match('/^\/nghttp .*/m', $out, $body);
echo $status[0] ?? $out, "\n", $body[0] ?? $out, "\n";
echo shell_exec("curl -s --http2 -w '%{http_code} %{http_version} %{num_connects}\n' $url/one $url/two 2>&1");

$client = $server->connect();
fwrite($client, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
echo http_show(http_answer($client), 'connection');
echo json_encode(read_all($client)), "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
/nghttp h2c
/one h2c
200 1.1 1
/two h2c
200 1.1 0
HTTP/1.1 505 HTTP Version Not Supported
  connection: close
""

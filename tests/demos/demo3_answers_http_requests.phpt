--TEST--
examples/demo3.php answers HTTP clients, several requests on one connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$code = file_get_contents(__DIR__ . '/../../examples/demo3.php');
$server = crew_start(str_replace('0.0.0.0:9800', '127.0.0.1:0', $code));
$client = $server->connect();
foreach (["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /second HTTP/1.1\r\nHost: a\r\n\r\n"] as $request) {
    fwrite($client, $request);
    $head = '';
    do {
        $head .= $line = fgets($client);
    } while ($line !== "\r\n");
    echo str_replace("\r", '', $head . read_n($client, strlen($request)));
}
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
Content-Type: text/html;charset=UTF-8
Connection: keep-alive
Server: php socket server
Content-length: 27

GET / HTTP/1.1
Host: a

HTTP/1.1 200 OK
Content-Type: text/html;charset=UTF-8
Connection: keep-alive
Server: php socket server
Content-length: 33

GET /second HTTP/1.1
Host: a

--TEST--
http+unix://: curl --unix-socket, a body, an upload, and who the client is; the path goes with the server
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v curl')) {
    die('skip needs curl');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http+unix://' . __DIR__ . '/socket');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $request) {
        $doc = $request->file('doc');
        return json_encode([$request->method(), $request->path(), $request->host(), strlen($request->rawBody()), $doc?->size(),
            $conn->remoteAddress, basename($conn->localAddress)], JSON_UNESCAPED_SLASHES) . "\n";
    };
    $worker->start();
    PHP);
file_put_contents("$server->folder/big", str_repeat('x', 200000));
$curl = "curl -sS --unix-socket $server->address";
echo shell_exec("$curl http://localhost/a http://localhost/b -w '%{num_connects}\n' 2>&1");
echo shell_exec("$curl --data-binary @$server->folder/big http://example.org:81/ 2>&1");
echo shell_exec("$curl -F doc=@$server->folder/big http://localhost/ 2>&1");
echo strtok($server->log(), "\n"), "\n";
$server->stop();
var_dump(file_exists($server->address));
?>
--EXPECT--
["GET","/a","localhost",0,null,"","socket"]
1
["GET","/b","localhost",0,null,"","socket"]
0
["POST","/","example.org:81",200000,null,"","socket"]
["POST","/","localhost",0,200000,"","socket"]
[master] notice: listening on http+unix://socket (socket) with 2 workers
bool(false)

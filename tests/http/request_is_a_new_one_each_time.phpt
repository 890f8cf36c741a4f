--TEST--
What the script did to a request is not seen at the next: context, a reference to it, a weak reference
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$weak, &$reference) {
        $said = json_encode([$request->context, $weak?->get() === null, $request->get()]);
        if ($request->path() === '/weak') {
            $weak = WeakReference::create($request);
        } elseif ($request->path() === '/reference') {
            $reference = &$request->context;
        } elseif ($request->path() === '/unset') {
            unset($request->context);
            return $said;
        }
        $request->context = $request->path();
        return $said;
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['/weak?a=1', '/reference', '/unset?b=2', '/plain', '/plain'] as $target) {
    fwrite($client, http_request("GET $target"));
    echo http_answer($client)['body'], "\n";
}
$server->stop();
?>
--EXPECT--
[null,true,{"a":"1"}]
[null,true,[]]
[null,true,{"b":"2"}]
[null,true,[]]
[null,true,[]]

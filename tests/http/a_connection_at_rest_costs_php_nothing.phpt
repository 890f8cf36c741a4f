--TEST--
Between two requests a connection keeps its object if the script keeps it, or something with it; otherwise it has none
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$kept, &$weak, &$by_id) {
        switch ($request->path()) {
        case '/none':
            $by_id[$conn->id] = ($by_id[$conn->id] ?? 0) + 1;
            return "request {$by_id[$conn->id]} of connection $conn->id";
        case '/context':
            $conn->context ??= new ArrayObject();
            $conn->context->append(1);
            return count($conn->context) . ' in the context';
        case '/object':
            $same = $kept === null ? 'kept' : ($kept === $conn ? 'the same' : 'another');
            $kept = $conn;
            return $same;
        case '/weak':
            $weak ??= new WeakMap();
            $weak[$conn] = ($weak[$conn] ?? 0) + 1;
            return count($weak) . " in the map, {$weak[$conn]} times";
        case '/stream':
            return (string)get_resource_id($conn->stream());
        case '/memory':
            return (string)memory_get_usage();
        }
    };
    $worker->start();
    PHP);

$ask = function ($client, string $path): string {
    fwrite($client, http_request("GET $path"));
    return http_answer($client)['body'];
};
$one = $server->connect();
$two = $server->connect();
foreach (['/none', '/context', '/object', '/weak'] as $path) {
    echo $ask($one, $path), "; ", $ask($one, $path), "; ", $ask($two, $path), "; ", $ask($one, $path), "\n";
}
$stream = $ask($one, '/stream');
echo $ask($one, '/stream') === $stream ? 'the same stream' : 'another stream', "\n";

// Each of these connections has been seen by a callback.
$ask($two, '/memory');
$before = (int)$ask($two, '/memory');
for ($i = 0; $i < 100; $i++) {
    $many[] = $server->connect();
    $ask($many[$i], '/memory');
}
$each = ((int)$ask($two, '/memory') - $before) / 100;
echo $each < 100 ? 'nothing' : "$each bytes", " for a connection at rest\n";
$server->stop();
?>
--EXPECT--
request 1 of connection 1; request 2 of connection 1; request 1 of connection 2; request 3 of connection 1
1 in the context; 2 in the context; 1 in the context; 3 in the context
kept; the same; another; another
1 in the map, 1 times; 1 in the map, 2 times; 2 in the map, 1 times; 2 in the map, 3 times
the same stream
nothing for a connection at rest

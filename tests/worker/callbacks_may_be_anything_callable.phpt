--TEST--
Every kind of callable serves as onMessage
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$kinds = [
    'closure'                => 'function ($conn, $m) { fwrite($conn, "$m"); }',
    'arrow function'         => 'fn ($conn, $m) => fwrite($conn, $m)',
    'function name'          => '"reply"',
    'method'                 => '[new Handler, "method"]',
    'static method'          => '["Handler", "fixed"]',
    'static method string'   => '"Handler::fixed"',
    'first-class callable'   => 'reply(...)',
    'first-class method'     => '(new Handler)->method(...)',
    'invokable object'       => 'new Handler',
    '__call'                 => '[new Handler, "magic"]',
    '__callStatic'           => '"Handler::more_magic"',
    'internal function'      => '"fwrite"',
];
foreach ($kinds as $kind => $code) {
    $server = crew_start(<<<PHP
        function reply(\$conn, \$m) { fwrite(\$conn, \$m); }
        class Handler
        {
            public function method(\$conn, \$m) { fwrite(\$conn, \$m); }
            public static function fixed(\$conn, \$m) { fwrite(\$conn, \$m); }
            public function __invoke(\$conn, \$m) { fwrite(\$conn, \$m); }
            public function __call(\$name, \$arguments) { fwrite(...\$arguments); }
            public static function __callStatic(\$name, \$arguments) { fwrite(...\$arguments); }
        }
        \$worker = new Worker('tcp://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->onMessage = $code;
        \$worker->start();
        PHP);
    $client = $server->connect();
    foreach (['once', 'twice'] as $word) {
        fwrite($client, "$word\n");
        echo rtrim(fgets($client)), ' ';
    }
    echo "$kind\n";
    $log = explode("\n", $server->stop());
    if (count($log) !== 4) {
        echo implode("\n", $log);
    }
}
?>
--EXPECT--
once twice closure
once twice arrow function
once twice function name
once twice method
once twice static method
once twice static method string
once twice first-class callable
once twice first-class method
once twice invokable object
once twice __call
once twice __callStatic
once twice internal function

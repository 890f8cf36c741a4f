--TEST--
a subclass may override start() as the notes' class declares it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Greeter extends Worker
    {
        public $workerNum = 1;

        public function start()
        {
            $this->onMessage = [$this, 'greet'];
            parent::start();
        }

        public function greet($conn, $message)
        {
            fwrite($conn, "hello $message");
            fclose($conn);
        }
    }
    (new Greeter('tcp://127.0.0.1:0'))->start();
    PHP);
echo raw($server->address, 'you'), "\n";
$server->stop();
?>
--EXPECT--
hello you

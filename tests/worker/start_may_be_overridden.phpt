--TEST--
A subclass may do things around start()
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Announced extends Worker
    {
        public function __construct($address, private $greeting)
        {
            parent::__construct($address);
            $this->workerNum = 1;
            $this->onConnect = [$this, 'greet'];
        }

        public function greet($conn)
        {
            fwrite($conn, "$this->greeting\n");
        }

        public function start(): void
        {
            echo "before\n";
            parent::start();
            echo "after\n";
        }
    }

    (new Announced('tcp://127.0.0.1:0', 'hello'))->start();
    PHP);
echo raw($server->address, '', 6);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
hello
before
after

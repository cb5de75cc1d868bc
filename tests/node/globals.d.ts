/** vis-network, which stands in the page before its own script. */
declare const vis: any;

//! The server: binds an address and answers, a bounded number of connections at once; one that does not say what
//! it wants in time is closed.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower_service::Service;

use crate::app::App;
use crate::guard::{From, Seats};
use crate::{room, router};

/// The most connections at once.
const MOST_CONNECTIONS: usize = 1024;
/// Those of one device of the network.
const CONNECTIONS_OF_DEVICE: usize = 128;
/// In this time a connection has said what it wants.
const HEAD_IN: Duration = Duration::from_secs(10);
/// Threads that talk; the model has its own.
const TALKING: usize = 2;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum NoServer {
    /// The address cannot be had.
    #[error("{0}: {1}")]
    Address(SocketAddr, std::io::Error),
    /// The system gives no threads.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

/// A server that is about to run.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
}

/// Where a server listens.
#[derive(Clone, Copy, Debug)]
pub struct Bound(pub SocketAddr);

impl Server {
    /// Takes an address; port 0 is any that is free.
    ///
    /// # Errors
    /// If it is taken or is none of this machine.
    pub fn bind(host: IpAddr, port: u16) -> Result<(Self, Bound), NoServer> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(TALKING)
            .enable_all()
            .build()?;
        let address = SocketAddr::new(host, port);
        let listener = runtime
            .block_on(TcpListener::bind(address))
            .map_err(|error| NoServer::Address(address, error))?;
        let bound = Bound(listener.local_addr()?);
        Ok((Self { runtime, listener }, bound))
    }

    /// Answers until `stop` says so.
    pub fn run(self, app: &Arc<App>, stop: impl Fn() -> bool) {
        let Self { runtime, listener } = self;
        let answering = runtime.spawn(answer(listener, Arc::clone(app)));
        runtime.spawn(room::tick(Arc::clone(app)));
        runtime.block_on(async {
            while !stop() && !answering.is_finished() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        runtime.shutdown_timeout(Duration::from_secs(1));
    }
}

async fn answer(listener: TcpListener, app: Arc<App>) {
    let seats = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let of_device = Seats::new(CONNECTIONS_OF_DEVICE);
    let router = router(&app);
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        let Ok((stream, from)) = listener.accept().await else {
            // Out of handles: those that end give some back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Beyond them the door is shut without a word: whoever asks so much knows why.
        let Some(of_device) = of_device.take(From(Some(from.ip()))) else { continue };
        let router = router.clone();
        tokio::spawn(async move {
            let _seats = (seat, of_device);
            talk(stream, from, router).await;
        });
    }
}

/// One connection, to its end. How it ends is the client's affair.
async fn talk(stream: TcpStream, from: SocketAddr, router: axum::Router) {
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().call(request)
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_IN)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
